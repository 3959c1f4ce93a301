"""Whose turn it is, on plain values: nobody waits behind all that somebody else has asked."""

from explorer.sandbox.fair_queue import Turns


def test_one_client_is_answered_in_the_order_it_asked():
    turns = Turns(10)
    first, second = turns.enter("a"), turns.enter("a")
    assert [turns.is_next(first), turns.is_next(second)] == [True, False]
    turns.begin(first)
    assert turns.is_next(second)


def test_whoever_has_nothing_running_comes_before_whoever_has():
    turns = Turns(10)
    running, waiting = turns.enter("a"), turns.enter("a")
    turns.begin(running)
    newcomer = turns.enter("b")
    assert turns.is_next(newcomer)
    assert not turns.is_next(waiting)
    turns.leave(running)
    assert turns.is_next(newcomer)  # now neither has anything running, and its turn has not been yet
    turns.begin(newcomer)
    assert turns.is_next(waiting)


def test_two_clients_take_turns_however_much_one_has_asked():
    turns = Turns(12)
    much = [turns.enter("a") for _ in range(4)]
    little = [turns.enter("b") for _ in range(2)]
    order = []
    while turns.waiting:
        (ticket,) = [one for one in turns.waiting if turns.is_next(one)]
        turns.begin(ticket)
        turns.leave(ticket)
        order.append(ticket)
    assert order == [much[0], little[0], much[1], little[1], much[2], much[3]]


def test_nothing_is_remembered_of_who_has_left():
    turns = Turns(4)
    turns.begin(ticket := turns.enter("a"))
    turns.leave(ticket)
    assert not turns._begun


def test_one_that_runs_and_lost_its_worker_gets_the_next():
    turns = Turns(10)
    lost = turns.enter("a")
    turns.begin(lost)
    turns.begin(lost)
    turns.enter("b")
    assert turns.is_next(lost)
    assert turns.running == [lost]


def test_one_client_takes_half_of_the_room_and_leaves_the_other_half():
    turns = Turns(4)
    assert [turns.enter("a") is not None for _ in range(3)] == [True, True, False]
    assert [turns.enter("b") is not None for _ in range(3)] == [True, True, False]
    assert turns.enter("c") is None
    turns.leave(turns.waiting[0])
    assert turns.enter("c") is not None


def test_visitors_that_nothing_tells_apart_are_not_taken_for_one():
    turns = Turns(4)
    assert all(turns.enter("") for _ in range(4))
    assert turns.enter("") is None


def test_a_pool_for_one_takes_one():
    assert Turns(1).enter("a")
