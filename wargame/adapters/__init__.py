"""How does it speak to other programs?

One rule: what leaves here of a position is made of a `SeatState`, and of the past of what that seat
has witnessed. So no program on the other side can know more than a person in the seat.
"""
