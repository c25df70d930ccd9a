// Package console is the whole bot on a reader and a writer: a terminal, a
// pipe or a script. It implements bot.Adapter; only the program's main package
// builds it, and it knows nothing of what the messages mean.
//
// # What is printed
//
// Plain text and nothing else: no colours, no moving cursor and no prompt, so
// that screen readers and scripts read what everybody reads. The console has no
// words of its own, so that there is no language it does not speak. A message
// is its text, wrapped at 76 columns, an empty line, its choices, an empty line:
//
//	How long today?
//
//	  1. Full, 7 minutes
//	  2. Short, 3 minutes
//
// A number that can be read is the number that is typed, on a scale as well as
// in words; what else the message offers then has letters:
//
//	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
//	a. Skip
//
//	0 none
//	1 mild
//	2 strong
//	a. Skip
//
// A message is printed when it comes, whole, also while somebody types. What
// was typed so far stands in front of it then, and still counts.
//
// # What is typed
//
// A line is matched with the last message that had choices: the key before a
// choice, its label in full, or both, in capitals or not, and "07", "7." and
// "7)" for 7. A line that matches is a tap, any other is text. "^2" means choice
// 2 of the message with choices before the last, "^^2" of the one before that,
// and so on for 16 messages: the way to press an old button.
//
// A message without choices, such as a timer's cue, changes nothing: "1" still
// means what it meant. One with choices does, although it may come between
// reading and typing: what a key means must depend on what is on the screen
// alone, not on how fast somebody reads, or listens to a screen reader, and a
// rule that waits for a slow answer takes a fast one for the wrong. Whoever
// meant the message before types "^1". The label in full is safe at any time:
// where the last message does not have it, it is text.
//
// # The end
//
// Run ends with its context or with the input. A read that waits is given up
// by a deadline where the input has deadlines (a pipe made by this program, a
// connection), else by closing it. Standard input is the exception: it knows
// no deadline and is not ours to close, so a read that waits there ends with
// the process or with the next line.
package console
