package discord

import (
	"encoding/json"
	"net/url"
)

// callback is the first answer to an interaction.
type callback struct {
	Kind int `json:"type"`
	Data any `json:"data,omitempty"`
}

// flagged is an answer that only says who will see it.
type flagged struct {
	Flags int `json:"flags"`
}

func (a *answer) callback(kind int, data any) request {
	return request{
		what: "answer", method: "POST", limit: answerLimit,
		path: "interactions/" + a.of.ID + "/" + url.PathEscape(a.of.Token) + "/callback?with_response=true",
		body: callback{kind, data},
	}
}

func (a *answer) webhook() string { return "webhooks/" + a.of.App + "/" + url.PathEscape(a.of.Token) }

// original is the message of the first answer, or the one that was pressed.
func (a *answer) original() string { return a.webhook() + "/messages/@original" }

// nameIn returns the name of a message in what Discord answers: the message
// itself, or what a callback made.
func nameIn(said json.RawMessage, fleeting bool) name {
	var m struct {
		ID       string `json:"id"`
		Resource struct {
			Message struct {
				ID string `json:"id"`
			} `json:"message"`
		} `json:"resource"`
	}
	_ = json.Unmarshal(said, &m) // one without a name cannot be changed, that is all
	if m.ID == "" {
		m.ID = m.Resource.Message.ID
	}
	return name{id: m.ID, fleeting: fleeting}
}
