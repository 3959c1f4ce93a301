"""The ground everything stands on: errors, paths, files, catalogue, inputs, language, marks, spreadsheets, roles."""
