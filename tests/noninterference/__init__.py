"""What is hidden changes nothing that the public can see, not by a byte.

The same public acts are done in two worlds: alone in one, with hidden acts in between in the
other. Then every public address is asked. Whatever chance decides (identities, tokens) is decided
alike for the public acts of both worlds, so that any difference tells of what is hidden.

One rich world is fixed (`acts`), others are drawn (`drawn`); `leaks` are planted to be found.
"""
