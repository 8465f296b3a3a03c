"""The register (项目登记库): what a bureau enters, kept in a database."""
