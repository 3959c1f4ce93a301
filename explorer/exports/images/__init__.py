"""Pictures of what a link shows: SVG, PNG and PDF, drawn by a process of their own."""
