"""The server around the pages: start with app.py."""
