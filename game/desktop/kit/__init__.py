"""What screens are drawn with: colours and type, a painter, boxes that lay themselves out, controls, and the stage that holds them.

It knows nothing of the game. Sizes are in units: 1/1280 of a window that is 16:9 (`fonts.Fonts.unit` pixels each), so a screen is
written once and is drawn sharp at any size. A screen is a tree of nodes; a node says how wide it likes to be and how high it is
at a width, and is then given its place. Text therefore never has to fit a box that was drawn for other words.
"""
