"""Reading and writing files safely: whole or not at all, never a bomb, never a wrong encoding."""

from drafter.files.packages import check_office_package
from drafter.files.text import read_text
from drafter.files.writing import check_writable, safe_name, write_atomically
from drafter.files.yamlfile import read_yaml

__all__ = ["check_office_package", "check_writable", "read_text", "read_yaml", "safe_name", "write_atomically"]
