"""`python -m demo.pictures`: draw everything anew."""

from demo.pictures import draw_all

draw_all()
