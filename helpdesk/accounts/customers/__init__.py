"""Who asks for help: fields, addresses and organisations of customers, and what stands where somebody was erased."""
