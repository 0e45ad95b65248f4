"""The tree against RFC 6962 written down naively, for every size from 0 to 300."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.ledger import tree

LEAVES = [tree.leaf_hash(str(i).encode()) for i in range(300)]
FEW = 70


def naive_root(leaves):
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = largest_power_below(len(leaves))
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(m, leaves):
    if len(leaves) == 1:
        return []
    k = largest_power_below(len(leaves))
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_subproof(m, leaves, whole=True):
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = largest_power_below(len(leaves))
    if m <= k:
        return [*naive_subproof(m, leaves[:k], whole), naive_root(leaves[k:])]
    return [*naive_subproof(m - k, leaves[k:], False), naive_root(leaves[:k])]


def largest_power_below(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def grown(size):
    frontier, nodes = tree.Frontier(), {(0, i): leaf for i, leaf in enumerate(LEAVES[:size])}
    for leaf in LEAVES[:size]:
        nodes |= {(level, index): made for level, index, made in frontier.append(leaf)}
    return frontier, lambda level, index: nodes[level, index]


def test_the_empty_log_and_its_first_leaf_have_the_roots_of_the_rfc():
    assert tree.Frontier().root.hex() == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
    assert tree.leaf_hash(b"").hex() == (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    )


def test_the_frontier_has_the_naive_root_at_every_size():
    frontier = tree.Frontier()
    for size, leaf in enumerate(LEAVES):
        assert frontier.root == naive_root(LEAVES[:size])
        frontier.append(leaf)
    assert frontier.root == naive_root(LEAVES)


def test_the_frontier_survives_being_packed_at_every_size():
    frontier = tree.Frontier()
    for size, leaf in enumerate(LEAVES, start=1):
        frontier = tree.Frontier(frontier.size, frontier.packed)
        frontier.append(leaf)
        assert (frontier.size, frontier.root) == (size, naive_root(LEAVES[:size]))


def test_a_frontier_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="32 bytes cannot be the frontier of 3 leaves"):
        tree.Frontier(3, b"x" * 32)


def test_every_inclusion_proof_is_the_naive_one_and_leads_to_the_root():
    for size in range(1, len(LEAVES) + 1):
        _, stored = grown(size)
        root = naive_root(LEAVES[:size])
        for index in {0, size // 3, size // 2, size - 1} | set(range(size if size < FEW else 0)):
            proof = tree.hashes_of(tree.inclusion_path(index, size), stored)
            assert proof == naive_path(index, LEAVES[:size])
            assert tree.root_of_inclusion(index, size, LEAVES[index], proof) == root


def test_every_consistency_proof_is_the_naive_one_and_holds():
    for new in range(1, len(LEAVES) + 1):
        _, stored = grown(new)
        for old in {1, new // 3 or 1, new - 1 or 1, new} | set(range(1, new if new < FEW else 1)):
            proof = tree.hashes_of(tree.consistency_path(old, new), stored)
            roots = naive_root(LEAVES[:old]), naive_root(LEAVES[:new])
            assert proof == naive_subproof(old, LEAVES[:new])
            assert tree.is_consistent(old, new, *roots, proof)
            assert not tree.is_consistent(old, new, roots[0], b"\x00" * 32, proof)
            assert not tree.is_consistent(old, new, b"\x00" * 32, roots[1], proof)


@given(st.data())
def test_a_bent_inclusion_proof_never_leads_to_the_root(data):
    size = data.draw(st.integers(2, 300))
    index = data.draw(st.integers(0, size - 1))
    _, stored = grown(size)
    root = naive_root(LEAVES[:size])
    proof = tree.hashes_of(tree.inclusion_path(index, size), stored)
    place, bit = data.draw(st.integers(0, len(proof) - 1)), data.draw(st.integers(0, 255))
    flipped = (int.from_bytes(proof[place]) ^ 1 << bit).to_bytes(32)
    bent = [
        [*proof[:place], flipped, *proof[place + 1 :]],
        proof[:-1],
        [*proof, flipped],
        proof[::-1] if proof != proof[::-1] else [],
    ]
    assert all(tree.root_of_inclusion(index, size, LEAVES[index], other) != root for other in bent)
    assert tree.root_of_inclusion(size, size, LEAVES[index], proof) is None


@pytest.mark.parametrize("index,size", [(-1, 3), (3, 3), (0, 0)])
def test_no_leaf_is_proved_outside_the_log(index, size):
    with pytest.raises(ValueError, match=f"leaf {index} is not among {size}"):
        tree.inclusion_path(index, size)


@pytest.mark.parametrize("old,new", [(0, 3), (4, 3)])
def test_no_log_is_consistent_with_one_it_never_was(old, new):
    with pytest.raises(ValueError, match=f"a log of {new} leaves never had {old}"):
        tree.consistency_path(old, new)
    assert not tree.is_consistent(old, new, b"", b"", [b""])


def test_a_proof_at_a_million_reads_at_most_two_tiles_a_level():
    path = tree.inclusion_path(700_000, 1_000_000)
    assert sorted(tree.tiles(path)) == [
        (0, 700_000 >> 8),
        (0, 1_000_000 >> 8),
        (8, 700_000 >> 16),
        (8, 1_000_000 >> 16),
        (16, 0),
    ]
