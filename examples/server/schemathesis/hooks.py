"""What the formats look like that are not among those of JSON Schema."""

import schemathesis
from hypothesis import strategies as st

# RFC 9110: an opaque text in quotes. Those of this server are versions.
schemathesis.openapi.format("entity-tag", st.integers(0, 3).map(lambda version: f'"{version}"'))
