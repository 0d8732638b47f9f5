"""docxtpl, and rust-docxtpl in its place."""

from docxtpl_filling import prepare
from serve import serve

serve(prepare)
