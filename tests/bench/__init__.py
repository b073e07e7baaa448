"""The bench itself: what it loads, what its floor answers, how it reckons."""
