"""Real calls: their transcripts as turns, whatever program wrote them down.

=============  ===================================================================
``files``      a file or standard input, to bytes, to a transcript
``decoding``   bytes to text: UTF-8, UTF-16 with its mark, Windows-1252
``source``     text to lines, without what no reader should meet
``clock``      times
``blocks``     the cues of WebVTT and SubRip
``voices``     who speaks in them
``names``      whether what stands before a colon is a name
``named``      plain text, ``Name: what was said``
``turns``      cues to turns
``sides``      who sells
``marked``     the turns with what the reader found
=============  ===================================================================
"""
