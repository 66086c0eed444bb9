"""Numbers learned from coded interviews; see benchmarks/train.py."""
