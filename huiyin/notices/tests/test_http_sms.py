"""Text messages handed to a gateway over HTTP, here one on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from huiyin.accounts import phone as phones
from huiyin.notices.channels import ChannelError, Unreachable
from huiyin.notices.http_sms import HttpSms
from scripts.processes import free_port

TEXT = "验证码 123456"


class Gateway(BaseHTTPRequestHandler):
    """Keeps what it is handed and answers ``status``; a redirect leads to a page that is well."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), json.loads(body)))
        self.send_response(self.server.status)
        self.send_header("Location", "/well")
        self.end_headers()

    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def gateway(settings, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    server.got, server.status = [], 200
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.SMS_PROVIDER = "huiyin.notices.http_sms.HttpSms"
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
    settings.SMS_TOKEN = "t0ken"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_message_is_handed_over_with_its_key_and_the_token(gateway):
    HttpSms().send("13812346621", TEXT, key="7-3-sms")
    headers, body = gateway.got[0]
    assert body == {"phone": "13812346621", "text": TEXT, "key": "7-3-sms"}
    assert (headers["Authorization"], headers["Idempotency-Key"]) == ("Bearer t0ken", "7-3-sms")


@pytest.mark.parametrize("status", [302, 400, 401, 429, 500, 503])
def test_whatever_is_not_a_success_is_tried_again(gateway, status):
    gateway.status = status
    with pytest.raises(ChannelError, match=f"answered {status}") as caught:
        HttpSms().send("13812346621", TEXT, key="k")
    assert not isinstance(caught.value, Unreachable)


def test_a_number_that_can_never_be_reached_is_not_tried_again(gateway):
    gateway.status = 422
    with pytest.raises(Unreachable, match="phone"):
        HttpSms().send("13812346621", TEXT, key="k")


def test_a_gateway_that_is_away_is_tried_again(gateway, settings):
    settings.SMS_URL = f"http://127.0.0.1:{free_port()}/send"
    with pytest.raises(ChannelError, match="the gateway is away"):
        HttpSms().send("13812346621", TEXT, key="k")


def test_who_asks_for_a_code_while_the_gateway_is_away_is_told_so(db, client, gateway):
    gateway.status = 503
    with pytest.raises(phones.PhoneError, match="短信暂时发送不出去"):
        phones.send_code("13812346621")
    gateway.status = 200
    phones.send_code("13812346621")
    assert len(gateway.got) == 2
