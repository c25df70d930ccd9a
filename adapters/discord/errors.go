package discord

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"unknot/bot"
)

// callError is a call that got no answer. Its cause names no address.
type callError struct {
	what  string
	cause error
	begun bool // Discord may have read the request
}

func (e *callError) Error() string { return fmt.Sprintf("discord: %s: %v", e.what, e.cause) }

func (e *callError) Unwrap() error { return e.cause }

// answerError is a call that Discord answered with a refusal.
type answerError struct {
	what       string
	status     int
	code       int // Discord's own number; 0 when it gave none
	wait       time.Duration
	global     bool // the wait is for everything
	shared     bool // the wait is not held against us
	repeatable bool
}

func (e *answerError) Error() string {
	return fmt.Sprintf("discord: %s is answered with %d (%d)", e.what, e.status, e.code)
}

// Discord's own numbers of errors, as far as they mean something to us:
// discord.com/developers/docs/topics/opcodes-and-status-codes#json.
const (
	codeUnknownChannel     = 10003
	codeUnknownMessage     = 10008
	codeUnknownUser        = 10013
	codeUnknownWebhook     = 10015
	codeUnknownInteraction = 10062
	codeOpensTooFast       = 40003
	codeAlreadyAnswered    = 40060
	codeNoAccess           = 50001
	codeForeignMessage     = 50005
	codeCannotSendToUser   = 50007
	codeNoPermission       = 50013
	codeInvalidToken       = 50027 // of a webhook, that is of an interaction
	codeNoMutualServer     = 50278
)

// has reports whether an error is an answer with one of these codes.
func has(err error, codes ...int) bool {
	said, ok := errors.AsType[*answerError](err)
	return ok && slices.Contains(codes, said.code)
}

// openingPause is how long nothing is opened after Discord found it too fast.
const openingPause = 10 * time.Minute

// sendError is what an error of a call means for the message.
func sendError(err error) *bot.SendError {
	if se, ok := errors.AsType[*bot.SendError](err); ok {
		return se
	}
	if said, ok := errors.AsType[*answerError](err); ok {
		return said.class()
	}
	if failed, ok := errors.AsType[*callError](err); ok && !failed.begun {
		return &bot.SendError{Class: bot.SendTemporary, Err: err}
	}
	return &bot.SendError{Class: bot.SendUnknown, Err: err}
}

func (e *answerError) class() *bot.SendError {
	switch {
	case e.status == 429:
		return &bot.SendError{Class: bot.SendWait, Wait: max(e.wait, time.Second), All: e.global, Invalid: !e.shared, Err: e}
	case e.code == codeOpensTooFast:
		return &bot.SendError{Class: bot.SendWait, Wait: openingPause, Invalid: e.status == 403, Err: e}
	case has(e, codeCannotSendToUser, codeNoMutualServer, codeUnknownChannel, codeUnknownUser):
		return &bot.SendError{Class: bot.SendGone, Invalid: e.status == 403, Err: e}
	case e.status == 401, e.status == 403:
		return &bot.SendError{Class: bot.SendTemporary, Invalid: true, Err: e}
	case e.status >= 500 && !e.repeatable:
		return &bot.SendError{Class: bot.SendUnknown, Err: e}
	case e.status >= 500, e.status == 404 && e.code == 0: // the second is what a wrong address says
		return &bot.SendError{Class: bot.SendTemporary, Err: e}
	default:
		return &bot.SendError{Class: bot.SendPermanent, Err: e}
	}
}
