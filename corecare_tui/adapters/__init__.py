"""Everything that touches the outside: files, the journal, settings, sounds. No adapter knows another, `places` apart."""
