from app.core.files.limits import MOST_FAULTS
from app.core.shapes import Fault
from app.core.web.sending import first_faults


def test_of_many_faults_the_first_are_told_and_the_others_counted_as_far_as_anybody_counted():
    faults = [Fault(f"Cel A{number}", "fout.") for number in range(MOST_FAULTS)]
    assert first_faults(faults[:50]) == {"faults": faults[:50], "more_faults": 0}
    assert first_faults(faults[:60])["more_faults"] == 10
    assert first_faults(faults)["more_faults"] == "veel"
