// Package console is the whole bot on a reader and a writer: a terminal, a
// pipe or a script. It implements bot.Adapter; only the program's main package
// builds it, and it knows nothing of what the messages mean.
//
// # What is printed
//
// Plain text and nothing else: no colours, no moving cursor and no prompt, so
// that screen readers and scripts read what everybody reads. A message is its
// text, wrapped at 76 columns, an empty line, its choices, an empty line:
//
//	How long today?
//
//	  1  Full, 7 minutes
//	  2  Short, 3 minutes
//
// Three or more whole numbers in a row are a scale and take one line; what
// else the message offers then has letters:
//
//	  0 to 10  type the number
//	  a  Skip
//
// # What is typed
//
// A line is matched with the last message that had choices: a label in full,
// a number of the scale, then the number or letter before a choice. A line
// that matches is a tap, any other is text. "^2" means choice 2 of the message
// with choices before the last, "^^2" of the one before that, and so on for
// 16 messages: the way to press an old button.
//
// # The end
//
// Run ends with its context or with the input. A read that waits is given up
// by a deadline where the input has deadlines (a pipe made by this program, a
// connection), else by closing it. Standard input is the exception: it knows
// no deadline and is not ours to close, so a read that waits there ends with
// the process or with the next line.
package console
