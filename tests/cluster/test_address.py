"""Addresses go wherever paths go, are printed as they were given, and are never taken for files of this machine."""

import pickle
from pathlib import Path

import pytest
from click.testing import CliRunner

from pubpipe.cli import pubpipe
from pubpipe.errors import UsageError
from pubpipe.pipeline.address import Address, place


@pytest.mark.parametrize(
    "text", ["s3://bucket/source/neck-care", "file:///srv/source", "memory://bucket", "gs://bucket/a b/é"]
)
def test_an_address_is_printed_as_it_was_given(text: str) -> None:
    """By itself, joined and taken apart again, and after a journey to another process."""
    address = place(text)
    assert isinstance(address, Address)
    assert str(address) == text
    assert str(address / "evidence" / "evidence.json") == f"{text}/evidence/evidence.json"
    assert (address / "neck").parent == address
    assert str((address / "neck" / "x.pdf").relative_to(address)) == "neck/x.pdf"
    travelled = pickle.loads(pickle.dumps(address))  # noqa: S301 - our own
    assert (travelled, str(travelled), type(travelled)) == (address, text, Address)


def test_a_path_stays_a_path() -> None:
    """Only file:// addresses are paths as well."""
    assert type(place("source/neck-care")) is type(Path())
    local = place("file:///srv/source")
    assert isinstance(local, Address)
    assert local.local == Path("/srv/source")
    remote = place("s3://bucket/source")
    assert isinstance(remote, Address)
    assert remote.local is None


@pytest.mark.parametrize("text", ["s3://", "s3:///", "S3://bucket", "simplecache::s3://bucket", "://bucket", "a b://c"])
def test_what_is_no_address_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UsageError, match="is no address"):
        place(text)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    """It would be printed with every file."""
    with pytest.raises(UsageError) as raised:
        place("ftp://clinic:canary@example.org/source")
    assert "canary" not in str(raised.value)
    assert str(place("ssh://clinic@example.org/source")) == "ssh://clinic@example.org/source"


def test_an_address_is_never_opened_as_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where a folder “s3:” lies about."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s3:" / "bucket").mkdir(parents=True)
    address = place("s3://bucket")
    for use in (address.exists, address.is_dir, address.read_bytes, address.mkdir):
        with pytest.raises(UsageError, match="s3://bucket is an address"):
            use()
    assert list((tmp_path / "s3:" / "bucket").iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "s3://bucket/source/neck-care"],
        ["check", "s3://bucket/out/neck-care.pdf"],
        ["script", "s3://bucket/source/neck-care"],
        ["build", "s3://bucket/source", "--watch"],
        ["build", "--profile", "s3://bucket/clinic.yaml"],
    ],
)
def test_commands_that_need_a_file_say_so(arguments: list[str]) -> None:
    """Each ends with what the address is, and what to do."""
    done = CliRunner().invoke(pubpipe, arguments)
    assert isinstance(done.exception, UsageError)
    assert "is an address, and this needs a path" in done.exception.message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--tls-ca", "ca.pem"], "The --tls options are for a --scheduler."),
        (["--scheduler", "tcp://localhost:1", "--store", "cache"], "an address that all machines know"),
        (["--scheduler", "", "--tls-ca", "ca.pem", "--output", "s3://bucket/out"], "“” is no scheduler's address"),
        (["--scheduler", "localhost:8786", "--output", "s3://bucket/out"], "is no scheduler's address"),
        (["--scheduler", "inproc://1/2/3:4", "--output", "s3://bucket/out"], "is no scheduler's address"),
    ],
)
def test_options_that_do_not_fit_are_refused(arguments: list[str], message: str) -> None:
    """Before anything is looked for."""
    done = CliRunner().invoke(pubpipe, ["build", "s3://bucket/source", *arguments])
    error = done.exception
    assert (error.exit_code if isinstance(error, UsageError) else done.exit_code) == UsageError.exit_code
    assert message in (error.message if isinstance(error, UsageError) else done.output)
