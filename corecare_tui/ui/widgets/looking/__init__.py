"""The views of History: each shows what `Looked` holds, and knows which keys mean something in it."""
