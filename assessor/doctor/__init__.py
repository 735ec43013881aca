"""Is everything on this machine that the program's outputs and inputs need, and if not, what brings it?"""
