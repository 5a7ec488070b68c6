"""Stretches drawn from pose data: values in, SVG text out.

The body is a skeleton in space whose joints the data bends (`kinematics`), with flesh of published proportions
on it (`body`, `solids`), set on its ground (`placing`) and seen from one of four sides (`camera`). Nothing is
read or written here, and the same data always gives the same text.
"""
