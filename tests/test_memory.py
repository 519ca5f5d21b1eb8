"""What is remembered is asked once, and can be forgotten."""

from slidegen import memory


def test_a_function_is_asked_once_for_each_argument_until_all_is_forgotten() -> None:
    asked: list[str] = []

    @memory.remembered
    def shout(text: str) -> str:
        asked.append(text)
        return text.upper()

    assert [shout("a"), shout("b"), shout("a")] == ["A", "B", "A"]
    assert asked == ["a", "b"]
    memory.forget()
    assert shout("a") == "A"
    assert asked == ["a", "b", "a"]
