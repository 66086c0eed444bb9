"""What to mend first."""

from __future__ import annotations

from evidence_rows import WAVES, importance, performance


def test_actions_put_weight_times_room_first_and_quote_complaints(tables):
    rows = [
        importance(0, "price", ("points", 40)),
        importance(1, "delivery", ("points", 60)),
        performance(2, "price", 2),
        performance(3, "delivery", 9),
        performance(4, "price", "negative", quote="three increases in one year"),
        performance(5, "price", "positive", quote="the rebate came on time, though"),
        performance(6, "price", 8, vendor="Theirs"),
        performance(7, "price", "negative", quote="and Theirs is not cheap either", vendor="Theirs"),
    ]
    frame = tables(rows)["actions"].frame
    price, delivery = frame.iloc[0], frame.iloc[1]
    assert (price["criterion"], price["priority"], delivery["priority"]) == ("price", 32, 6)
    assert price["mend"] == "Price at 2.0: Theirs is rated better"
    assert price["why"].startswith("weight 40.0, rating 2.0")
    assert (price["whom"], delivery["mend"]) == ("Ann", "Delivery at 9.0: good, keep it up")
    assert price["quotes"].startswith("“three increases in one year” “the rebate came on time, though”")
    assert "not cheap either" not in price["quotes"]
    assert price[["action", "owner", "due", "done"]].tolist() == [""] * 4


def test_actions_look_at_the_latest_wave(tables):
    frame = tables(WAVES)["actions"].frame
    assert frame[["wave", "criterion"]].values.tolist() == [[2, "price"]]
