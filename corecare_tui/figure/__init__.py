"""Pure drawing: the letters that can be read from the mat, and later the moving figure."""
