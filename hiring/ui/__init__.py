"""The interface: page frames, components, charts, printed documents. It knows no domain."""
