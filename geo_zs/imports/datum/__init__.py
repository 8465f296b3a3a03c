"""In which system given coordinates are, and how they become WGS 84.

``systems`` names them, ``shifted`` holds the two of Chinese web maps, ``grids`` the
projected ones, ``convert`` is the way in, ``detect`` and ``suggest`` say what
coordinates may be. Arrays only.
"""
