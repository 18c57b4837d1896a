"""What holders, editors and strangers see of certificates."""
