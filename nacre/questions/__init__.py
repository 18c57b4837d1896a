"""Questions: banks, kinds, marking, import and export, and what their answers say of them."""
