"""Explanations of findings about rows of a batch (B)."""

from pubpipe.explanations.explanation import Explanation

BATCH: dict[str, Explanation] = {
    "B001": Explanation(
        "What each patient is given stands in this file. One that is cut at the wrong sign, has cells that nobody sees,"
        " or unpacks to gigabytes is refused whole, before anything is made from a part of it.",
        "pubpipe's own rule not to guess; on archives CWE-409",
        "Save the rows as CSV in UTF-8, or as XLSX with one plain sheet.",
    ),
    "B002": Explanation(
        "Without the names of the columns nothing tells which cell is a dose and which is a line of text. The first"
        " line is not repeated in the message, since it may be a patient's.",
        "pubpipe's own rule not to guess",
        "Begin the file with a line of names, with “article” among them.",
    ),
    "B003": Explanation(
        "A column with a slip in its name would be left unread, and every patient would get the article's own dose in"
        " place of the one in the column.",
        "pubpipe's own rule: nothing is ignored silently",
        "Correct the name; a column of a stretch is called STRETCH.option, with the stretch's id.",
    ),
    "B004": Explanation(
        "A row that does not say which article it is for cannot be made, and leaving it out would leave a patient"
        " without a handout that somebody counts on.",
        "pubpipe's own rule: nothing is ignored silently",
        "Fill in the cell, or delete the row.",
    ),
    "B005": Explanation(
        "A cell is read by the same rules as the article's options. What they do not take, such as a hold without a"
        " unit or a range that became a date in the table program, might be another dose than was meant.",
        "pubpipe's own rule not to guess",
        "Write the value as the column takes it; format columns with ranges as text in your table program.",
    ),
    "B006": Explanation(
        "Free lines are shown and spoken as they are typed, on one line each. Characters that are invisible or reorder"
        " others would show something else than what is spoken, and a long text belongs in an article.",
        "Unicode Technical Report 36 on security; pubpipe's own rule",
        "Type the line again as plain words, of 300 letters at most, and use `note 2` for another.",
    ),
    "B007": Explanation(
        "A row names an article by its id or its path. pubpipe does not translate: in another language there must be"
        " exactly one article that is that one's, or a patient would get a text that nobody has reviewed.",
        "pubpipe's own rule not to guess",
        "Correct the id, or write the article in that language under the same id with the language behind it.",
    ),
    "B008": Explanation(
        "A row that names a stretch which its article does not have, or sets the dose of one that it leaves out, was"
        " written for something else: following the rest of it would give the patient a part of what was meant.",
        "pubpipe's own rule not to guess",
        "Name the stretches by the ids that the finding lists, or empty the cells of those left out.",
    ),
    "B009": Explanation(
        "A row can choose among what the author wrote: a side that the stretch has, a pace for a range, a hold where"
        " one is described. For the other side every word and picture must be turned without a guess, or the patient"
        " would be shown the wrong limb.",
        "pubpipe's own rule not to guess",
        "Leave the article's choice, or mend in the article what cannot be turned.",
    ),
    "B010": Explanation(
        "A clinician who has chosen one side may want the other one spared, as after an operation. A patient who then"
        " reads “do the same on the other side” has two instructions, and may follow either.",
        "pubpipe's own rule: one instruction in one place",
        "Take the words out of the article (each stretch says its sides), or choose both sides.",
    ),
    "B011": Explanation(
        "An article that announces three stretches and shows two looks as if a page were missing. Whoever looks for the"
        " third may do it from memory.",
        "pubpipe's own rule",
        "Write the sentence without a number or a name, so that it is true of every patient.",
    ),
    "B012": Explanation(
        "A dose in the text beside the stretches does not change with a row. Where the row has set another, the patient"
        " finds both, and cannot know that one was written for everybody and one for them.",
        "pubpipe's own rule: a dose has one place",
        "Take the dose out of the text: every stretch shows its own.",
    ),
    "B013": Explanation(
        "A dose in a free line is checked against nothing: no recording times it, and it stays when the column is"
        " changed. In a column it is a typed value, which every format words in the same way.",
        "pubpipe's own rule: numbers that matter are typed values",
        "Move the dose to a column such as STRETCH.hold.",
    ),
    "B014": Explanation(
        "Each row has a folder of its own, so that nobody is handed what was made for somebody else. Two rows of one"
        " name would share one, and the files of the second would replace those of the first.",
        "GDPR, article 5(1)(f), on confidentiality; pubpipe's own rule",
        "Put {row} into the pattern that --name takes.",
    ),
    "B015": Explanation(
        "An online voice is given all that it shall speak. A free line may hold a name or an appointment, and whoever"
        " runs the voice would get it, together with the kind of ailment that the article is about.",
        "GDPR, article 9, on data concerning health; pubpipe's own rule",
        "Choose a voice that works offline, formats without sound, or a row without free lines.",
    ),
}
