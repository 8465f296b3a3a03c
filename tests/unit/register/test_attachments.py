"""Files of the ledger: told by content, kept with checksum, seen by accounts."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from sqlalchemy import update

from geo_zs.errors import RecordError, UnknownRecordError
from geo_zs.register import attachments
from geo_zs.register.access import PUBLIC
from geo_zs.register.attachments import (
    attach,
    detach,
    kind_of,
    read_attachment,
    safe_name,
)
from geo_zs.register.changes import changes
from geo_zs.register.ledger import add_entry
from geo_zs.register.ledger_frame import ledger_frame
from geo_zs.register.ledger_months import close_month
from geo_zs.register.models.ledger import Attachment
from geo_zs.register.undo import undo
from tests.register_samples import ADMIN, OF_BAOTOU, VIEWER, known, project, writing

PDF = b"%PDF-1.7 made up"


def archive(*members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name in members:
            file.writestr(name, "made up")
    return content.getvalue()


@pytest.fixture
def book(register):
    return known(register)


@pytest.fixture
def entry(book):
    return entry_of(book)


def entry_of(book, **more):
    values = {
        "project_id": project(book, **more),
        "month": "2023-06",
        "scope": "domestic",
        "is_continued": False,
        "reported_1e4": 1.0,
    }
    with writing(book, ADMIN) as writer:
        return add_entry(writer, values)


def keep(book, entry, content=PDF, name="凭证.pdf", actor=ADMIN):
    with writing(book, actor) as writer:
        return attach(writer, entry, name, content)


def test_a_file_comes_back_as_it_was_kept(book, entry):
    key = keep(book, entry)

    with book.read() as session:
        found = read_attachment(session, key, VIEWER)
        listed = attachments.attachments(session, entry, VIEWER)

    assert key == "A-000001"
    assert found.content == PDF
    assert found.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (found.name, found.media_type) == ("凭证.pdf", "application/pdf")
    assert [one.content for one in listed] == [b""]


def test_the_frame_counts_the_files_of_an_entry(book, entry):
    keep(book, entry)
    gone = keep(book, entry, b"%PDF-1.7 another")
    with writing(book, ADMIN) as writer:
        detach(writer, gone)

    with book.read() as session:
        assert list(ledger_frame(session, ADMIN)["attachments"]) == [1]


def test_the_log_holds_the_checksum_but_never_the_content(book, entry):
    key = keep(book, entry)

    with book.read() as session:
        (line,) = changes(session, table="ledger_attachment", key=key)

    assert line.after["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert "content" not in line.after


def test_the_same_content_is_kept_once(book, entry):
    assert keep(book, entry) == keep(book, entry, name="again.pdf")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"%PDF-" + b"0" * attachments.MOST_BYTES, "10.1 MB large"),
        (b"<script>alert(1)</script>", "of no kind that is taken"),
        (b"MZ\x90\x00", "of no kind that is taken"),
    ],
)
def test_files_that_are_not_taken_are_refused(book, entry, content, words):
    with pytest.raises(RecordError, match=words):
        keep(book, entry, content)


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, "pdf"),
        (b"\x89PNG\r\n\x1a\n...", "png"),
        (b"\xff\xd8\xff\xe0...", "jpg"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (archive("[Content_Types].xml", "word/document.xml"), "docx"),
        (archive("OFD.xml"), "ofd"),
        (archive("xl/workbook.xml", "xl/vbaProject.bin"), None),
        (archive("xl/workbook.xml", "word/document.xml"), None),
        (archive("doc.kml"), None),
        (b"PK\x03\x04 cut off", None),
        (b"<svg onload='x'/>", None),
        (b"", None),
    ],
)
def test_kind_is_told_by_the_content(content, ending):
    assert kind_of(content) == ending


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("凭证.pdf", "凭证.pdf"),
        ("page.html", "page.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\账.docx", "账.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "a_bSet-Cookie_ x.pdf"),
        ("gnp\u202efdp.pdf", "gnpfdp.pdf"),
        ("", "attachment.pdf"),
        ("...", "attachment.pdf"),
        (".pdf", "pdf.pdf"),
        ("甲" * 300 + ".pdf", "甲" * 120 + ".pdf"),
    ],
)
def test_names_are_made_safe_for_downloads(given, kept):
    assert safe_name(given, "pdf") == kept


def test_an_entry_has_so_many_files_and_no_more(book, entry, monkeypatch):
    monkeypatch.setattr(attachments, "MOST_FILES", 1)
    keep(book, entry)

    with pytest.raises(RecordError, match="has 1 attachments already"):
        keep(book, entry, b"%PDF-1.7 another")


def test_files_of_a_closed_month_stay_as_they_are(book, entry):
    key = keep(book, entry)
    with writing(book, ADMIN) as writer:
        close_month(writer, "2023-06")

    with pytest.raises(RecordError, match="2023-06 is closed"):
        keep(book, entry, b"%PDF-1.7 late")
    with (
        pytest.raises(RecordError, match="2023-06 is closed"),
        writing(book, ADMIN) as writer,
    ):
        detach(writer, key)


def test_files_are_seen_by_those_who_see_the_entry(book):
    entry = entry_of(book, league="150600", visibility="public")
    key = keep(book, entry)

    for viewer in (PUBLIC, OF_BAOTOU):
        with book.read() as session:
            with pytest.raises(UnknownRecordError):
                read_attachment(session, key, viewer)
            with pytest.raises(UnknownRecordError):
                attachments.attachments(session, entry, viewer)
    with pytest.raises(UnknownRecordError):
        keep(book, entry, b"%PDF-1.7 x", actor=OF_BAOTOU)


def test_unknown_and_deleted_files_are_not_found(book, entry):
    key = keep(book, entry)
    with writing(book, ADMIN) as writer:
        detach(writer, key)

    for name in (key, "A-000404"):
        with book.read() as session, pytest.raises(UnknownRecordError):
            read_attachment(session, name, ADMIN)
        with pytest.raises(UnknownRecordError), writing(book, ADMIN) as writer:
            detach(writer, name)


def test_a_damaged_content_is_never_handed_out(book, entry):
    key = keep(book, entry)
    with book.write(ADMIN) as writer:
        writer.session.execute(update(Attachment).values(content=b"%PDF-forged"))

    with (
        book.read() as session,
        pytest.raises(RecordError, match="restore it from a backup"),
    ):
        read_attachment(session, key, ADMIN)


def test_a_file_that_was_taken_away_can_be_brought_back(book, entry):
    key = keep(book, entry)
    with writing(book, ADMIN) as writer:
        detach(writer, key)
    with book.read() as session:
        line = changes(session, table="ledger_attachment", key=key)[0]

    with writing(book, ADMIN) as writer:
        undo(writer, line.change_id)

    with book.read() as session:
        assert read_attachment(session, key, ADMIN).content == PDF
