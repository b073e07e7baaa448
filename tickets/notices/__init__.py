"""What members are told of, in their inbox and by mail: who hears of which event, in which words, at once or later."""
