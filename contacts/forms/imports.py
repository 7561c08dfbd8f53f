"""A list to read in, and what its columns hold."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from contacts.domain.csv_files import LARGEST_BYTES, MOST_COLUMNS


class UploadForm(forms.Form):
    """A CSV file of at most fifty megabytes."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("At most 50 MB and 100,000 people. The first line holds headings."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_BYTES:
            raise forms.ValidationError(_("The file is larger than 50 MB. Split it."))
        return file


def column_fields(values: QueryDict | MultiValueDict[str, str]) -> list[str]:
    """Read what each column holds, from `column-0` on; a column not named is left out."""
    return [str(values.get(f"column-{place}", "")) for place in range(MOST_COLUMNS)]
