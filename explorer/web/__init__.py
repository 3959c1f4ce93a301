"""Delivery: pages, addresses of files and pictures, the data address, and the login."""
