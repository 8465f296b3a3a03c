"""Files that a planner brings, from bytes of any kind to rows of the register.

Reading (``source``, ``child``, the formats) makes one ``RawTable`` of a file, in
a child process with limits, and says what it left out. Interpreting (``mapping``
and after) gives the columns their meaning. Nothing is written before ``batch``.
"""
