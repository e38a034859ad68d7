"""The Textual face: an app that only boots, screens that drive, widgets that draw."""
