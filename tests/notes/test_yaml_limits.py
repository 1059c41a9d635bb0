"""What YAML may hold that one of PyYAML's two readers takes and the other does not."""

import pytest
import yaml

from milepost.notes.yaml_limits import check_size


def test_half_a_pair_of_surrogates_is_no_text_to_pythons_own_reader_either() -> None:
    node = yaml.compose('title: Words\naliases: ["half a pair: \\ud83d"]\n', yaml.SafeLoader)
    assert node is not None
    with pytest.raises(yaml.MarkedYAMLError) as raised:
        check_size(node)
    assert raised.value.problem_mark is not None
    assert raised.value.problem_mark.line == 1
