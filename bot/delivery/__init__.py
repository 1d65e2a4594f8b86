"""What comes unasked: what is due is planned, then sent; what is in doubt is looked for."""
