"""Where the system forces its colours (Windows' contrast themes), drawings still say what they say."""

from collections.abc import Callable
from io import BytesIO
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from support.contrast import colours, luminance

OpenPage = Callable[..., Page]

DASHBOARD = "roadmap/ai-expert-roadmap/"


def contrast_within(place: Locator) -> float:
    """Of the lightest and the darkest that is seen there."""
    seen = sorted(luminance(each) for each in colours(Image.open(BytesIO(place.screenshot()))))
    return (seen[-1] + 0.05) / (seen[0] + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shares_and_shades_are_told_apart(
    open_page: OpenPage, dated_address: str, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(f"{dated_address}{DASHBOARD}", color_scheme=scheme, forced_colors="active")
    for name in (".mp-bar--tall", ".mp-phase .mp-bar", ".mp-bar__part--partial", ".mp-heat", ".mp-heat__key"):
        assert contrast_within(page.locator(name).first) >= 3, name
    done = page.locator(".mp-bar--tall .mp-bar__part--done").evaluate(
        "part => getComputedStyle(part).backgroundColor"
    )
    assert done != page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_the_filter_that_is_chosen_and_the_steps_that_are_done_are_seen(open_page: OpenPage) -> None:
    page = open_page("roadmap/1-foundations/", forced_colors="active")
    grounds = page.locator(".mp-filter a").evaluate_all(
        "links => links.map(link => [link.ariaCurrent, getComputedStyle(link).backgroundColor])"
    )
    chosen, others = (
        {ground for current, ground in grounds if current == which} for which in ("true", "false")
    )
    assert not chosen & others
    assert contrast_within(page.locator(".task-list-item [type=checkbox]:visible").first) >= 3


def test_a_callout_is_seen_and_that_it_folds(open_page: OpenPage) -> None:
    page = open_page("", forced_colors="active")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    callout = page.locator("details[data-callout]").first
    assert callout.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
    for sign in ("::before", "::after"):
        drawn = callout.locator("summary").evaluate(
            "(it, sign) => getComputedStyle(it, sign).backgroundColor", sign
        )
        assert drawn != ground, sign
