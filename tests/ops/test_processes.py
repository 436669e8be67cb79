"""Where the processes listen, and what a newcomer reads when they cannot."""

import socket

import pytest

from ops.processes import Addresses, BadAddress, all_processes, run_folder


def test_of_moves_the_catcher_with_the_magazine():
    addresses = Addresses.of({"PORT": "9000"})
    assert (addresses.host, addresses.web, addresses.mail, addresses.mail_pages) == (
        "127.0.0.1",
        9000,
        9025,
        9026,
    )


@pytest.mark.parametrize("text", ["0", "65536", "eighty", "-1", "80.5"])
def test_of_no_port_is_refused_in_words(text):
    with pytest.raises(BadAddress, match=f"PORT={text} is no port"):
        Addresses.of({"PORT": text})


def test_check_free_names_the_taken_port_and_the_way_out():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadAddress, match=f"Port {port} on 127.0.0.1 is taken .* make run MAIL_PORT="):
            Addresses(web=_free_port(), mail=port, mail_pages=_free_port()).check_free()


def test_environment_another_host_is_allowed_by_name():
    environment = Addresses(host="192.0.2.7").environment({"ALLOWED_HOSTS": "desk.example"})
    assert environment["ALLOWED_HOSTS"] == "desk.example 192.0.2.7"
    assert Addresses().environment({})["ALLOWED_HOSTS"] == ""


def test_all_processes_listen_where_they_are_told(tmp_path):
    commands = {
        process.name: " ".join(process.command) for process in all_processes(Addresses(web=9000), tmp_path)
    }
    assert list(commands) == ["mail", "web", "worker", "timetable"]
    assert "--bind 127.0.0.1:9000" in commands["web"] and "--no-control-socket" in commands["web"]
    assert str(tmp_path / "timetable") in commands["timetable"]


def test_run_folder_is_moved_by_one_variable(tmp_path):
    assert run_folder({"VAKBLAD_VAR": str(tmp_path)}) == tmp_path
    assert run_folder({}).name == "var"


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
