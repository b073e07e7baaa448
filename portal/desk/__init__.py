"""The agents' desk at /desk/<workspace>/: lists, ticket pages, new tickets."""
