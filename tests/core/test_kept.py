from app.core.kept import Kept


def test_what_was_used_longest_ago_goes_first():
    kept = Kept[str, int](most=2)
    kept.put("a", 1)
    kept.put("b", 2)
    kept.get("a")
    kept.put("c", 3)
    assert [kept.get(key) for key in "abc"] == [1, None, 3]


def test_what_is_kept_is_made_once():
    kept, made = Kept[str, list[str]](most=2), []

    def make():
        made.append("x")
        return ["x"]

    assert kept.get_or_make("a", make) is kept.get_or_make("a", make)
    assert len(made) == 1
    kept.clear()
    assert kept.get_or_make("a", make) == ["x"]
    assert len(made) == 2
