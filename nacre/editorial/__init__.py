"""What journalists write and clinical editors sign off: page types, board, desk, toolkits."""
