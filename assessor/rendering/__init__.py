"""Turns an `Assessment` into what people read: HTML, PDF, Markdown, XLSX and JSON."""
