"""The page that tells what readers searched for, what helped them, and which articles want looking after."""
