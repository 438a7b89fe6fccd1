import pytest

from app.core.db import db
from app.standards.library import all_standards, standards_for, standards_on_offer
from app.standards.models import TeamStandard
from app.standards.offer.operations import NothingOnOffer, NotOnOffer, begin_team_at, offer
from tests.factories.people import make_organisation, make_team

HR21, AMB = "hr21-dienstverlening", "amb-functieprofiel-2018"


def slugs(organisation):
    return [one.slug for one in standards_on_offer(organisation)]


def test_people_may_choose_everything_until_the_organisation_says_otherwise(app):
    assert slugs(make_organisation()) == [one.slug for one in all_standards()]


def test_what_is_not_offered_cannot_be_chosen_and_is_still_there(app):
    here, elsewhere = make_organisation(), make_organisation()
    offer(here, [HR21])
    assert slugs(here) == [HR21]
    assert AMB in [one.slug for one in standards_for(here)]
    assert AMB in slugs(elsewhere)
    offer(here, [HR21, AMB])
    assert set(slugs(here)) == {HR21, AMB}


@pytest.mark.parametrize("chosen", [[], ["bestaat-niet"]])
def test_something_stays_on_offer(app, chosen):
    here = make_organisation()
    with pytest.raises(NothingOnOffer):
        offer(here, chosen)
    assert HR21 in slugs(here)


def test_a_team_begins_at_a_standard_that_is_on_offer(app):
    team = make_team()
    begin_team_at(team, HR21, "")
    begin_team_at(team, AMB, "")
    assert db.session.get(TeamStandard, team.id).standard == AMB
    offer(team.organisation, [AMB])
    with pytest.raises(NotOnOffer):
        begin_team_at(team, HR21, "")
    begin_team_at(team, "", "")
    assert db.session.get(TeamStandard, team.id) is None
