"""Photos and documents: asked of the one door, sent from private storage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.files.storage import storages
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.generic import View

from config.middleware import TimedRequest
from meetings.files import press
from meetings.models import Document, Photo, PhotoUse, Readout, Rendition

PHOTO_TYPES = {"avif": "image/avif", "jpeg": "image/jpeg"}
PIECE = 64 * 1024
# A stored file opened by itself runs nothing and loads nothing.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


class PhotoFile(View):
    """A photo in one width and format."""

    def get(
        self,
        request: TimedRequest,
        token: str,
        width: int,
        format: str,  # noqa: A002
    ) -> HttpResponseBase:
        photos = Photo.objects.public(request.at).filter(token=token)
        wanted = Rendition.objects.filter(photo__in=photos, width=width, format=format)
        rendition = get_object_or_404(wanted)
        name = f"{token[:8]}-{width}.{format}"
        return send_file(request, rendition, PHOTO_TYPES[rendition.format], name)


class PressPhoto(View):
    """A photo at its full size, with our caption and credit written into the file."""

    def get(self, request: TimedRequest, token: str) -> HttpResponseBase:
        photo = get_object_or_404(Photo.objects.public(request.at), token=token)
        stored = _jpeg_of(photo)
        added = press.segments(_words_of(photo, request.at))
        tag = sha256(stored.sha256.encode() + added).hexdigest()
        headers = {
            "Content-Disposition": f'attachment; filename="{token[:8]}-press.jpg"',
            "Content-Length": str(stored.size + len(added)),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-cache",
            "ETag": f'"{tag}"',
        }
        unchanged = get_conditional_response(request, headers["ETag"], response=HttpResponse())
        if unchanged is not None and unchanged.status_code != 200:
            return _with(unchanged, {name: headers[name] for name in ("Cache-Control", "ETag")})
        if request.method == "HEAD":
            return _with(HttpResponse(content_type="image/jpeg"), headers)
        sent = _pieces(stored.name, added)
        return _with(StreamingHttpResponse(sent, content_type="image/jpeg"), headers)


def _jpeg_of(photo: Photo) -> Photo | Rendition:
    """The picture itself; of one that is no JPEG its largest rendition."""
    if photo.content_type == "image/jpeg":
        return photo
    return photo.renditions.filter(format=Rendition.Format.JPEG).latest("width")


def _words_of(photo: Photo, at: datetime) -> press.Words:
    """Our newest words on it that are public."""
    uses = PhotoUse.objects.filter(photo=photo, readout__in=Readout.objects.public(at))
    use = uses.order_by("-readout__live_from", "-readout__pk").first()
    if use is None:
        return press.Words("", settings.MINISTRY.name)
    return press.Words(use.caption or use.alternative_text, use.credit or settings.MINISTRY.name)


def _pieces(name: str, added: bytes) -> Iterator[bytes]:
    with storages["private"].open(name) as file:
        head = file.read(press.HEAD)
        begin = press.split(head)
        head += file.read(max(0, begin - len(head)))
        yield head[:begin] + added + head[begin:]
        while piece := file.read(PIECE):
            yield piece


class DocumentFile(View):
    """A document such as a joint statement."""

    def get(self, request: TimedRequest, token: str) -> HttpResponseBase:
        document = get_object_or_404(Document.objects.public(request.at), token=token)
        return send_file(request, document, "application/pdf", f"{token[:8]}.pdf")


def send_file(
    request: TimedRequest, row: Rendition | Document, content_type: str, name: str
) -> HttpResponseBase:
    """The stored file of a row; 304 to one who has it already (RFC 9110, 13.1.2).

    `name` is what a browser calls the file when it saves it. The digest of the bytes is the ETag,
    so that nothing is opened in vain.
    """
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Security-Policy": SANDBOX,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
        "ETag": f'"{row.sha256}"',
    }
    unchanged = get_conditional_response(request, etag=headers["ETag"], response=HttpResponse())
    if unchanged is not None and unchanged.status_code != 200:
        return _with(unchanged, headers)
    if request.method == "HEAD":
        return _with(
            HttpResponse(content_type=content_type), headers | {"Content-Length": str(row.size)}
        )
    stored = storages["private"].open(row.name)
    return _with(FileResponse(stored, content_type=content_type), headers)


def _with(response: HttpResponseBase, headers: dict[str, str]) -> HttpResponseBase:
    for name, value in headers.items():
        response.headers[name] = value
    return response
