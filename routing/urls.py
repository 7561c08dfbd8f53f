"""Addresses of what owners set about lines, of presence, and of the wallboard."""

from django.urls import path

from routing.views import (
    board,
    flow_edits,
    flow_versions,
    flows,
    lines,
    oncall,
    presence,
    queues,
    rotas,
    skills,
)

app_name = "routing"

_flow = "settings/flows/<uuid:flow_id>/"

urlpatterns = [
    path("settings/calls/", lines.lines, name="lines"),
    path("settings/calls/<uuid:line_id>/", lines.line, name="line"),
    path("settings/calls/<uuid:line_id>/rehearsal/", lines.rehearsal, name="rehearsal"),
    path("settings/queues/", queues.queue_list, name="queues"),
    path("settings/queues/new/", queues.new, name="queue_new"),
    path("settings/queues/<uuid:queue_id>/", queues.queue, name="queue"),
    path("settings/queues/<uuid:queue_id>/archive/", queues.archive, name="queue_archive"),
    path("settings/queues/<uuid:queue_id>/restore/", queues.restore, name="queue_restore"),
    path("settings/skills/", skills.skills, name="skills"),
    path("settings/skills/new/", skills.add, name="skill_add"),
    path("settings/skills/<uuid:skill_id>/rename/", skills.rename, name="skill_rename"),
    path("settings/skills/<uuid:skill_id>/remove/", skills.remove, name="skill_remove"),
    path("settings/flows/", flows.flows, name="flows"),
    path("settings/flows/new/", flow_edits.new, name="flow_new"),
    path(_flow, flows.flow, name="flow"),
    path(f"{_flow}edit/", flow_edits.edit, name="flow_edit"),
    path(f"{_flow}node/", flow_edits.node, name="flow_node"),
    path(f"{_flow}step/", flow_edits.step, name="flow_step"),
    path(f"{_flow}archive/", flow_versions.archive, name="flow_archive"),
    path(f"{_flow}restore/", flow_versions.restore, name="flow_restore"),
    path(f"{_flow}proof/", flows.proof, name="flow_proof"),
    path(f"{_flow}check/", flow_edits.check, name="flow_check"),
    path(f"{_flow}changes/", flows.changes, name="flow_changes"),
    path(f"{_flow}export/", flows.export, name="flow_export"),
    path(f"{_flow}import/", flow_versions.replace_draft, name="flow_import"),
    path(f"{_flow}publish/", flow_versions.publish, name="flow_publish"),
    path(f"{_flow}discard/", flow_versions.discard, name="flow_discard"),
    path(f"{_flow}roll-back/", flow_versions.roll_back, name="flow_roll_back"),
    path(f"{_flow}lines/", flow_versions.assign, name="flow_lines"),
    path("settings/on-call/", oncall.on_call, name="on_call"),
    path("settings/on-call/rotas/", oncall.rota_new, name="rota_new"),
    path("settings/on-call/rotas/<uuid:rota_id>/", rotas.rota, name="rota"),
    path("settings/on-call/rotas/<uuid:rota_id>/act/", rotas.rota_act, name="rota_act"),
    path("settings/on-call/ladders/new/", oncall.ladder_new, name="ladder_new"),
    path("settings/on-call/ladders/<uuid:ladder_id>/", oncall.ladder, name="ladder"),
    path("settings/on-call/ladders/<uuid:ladder_id>/act/", oncall.ladder_act, name="ladder_act"),
    path("wallboard/", board.wallboard, name="wallboard"),
    path("wallboard/rows/", board.board_rows, name="board_rows"),
    path("wallboard/work/<uuid:item_id>/", board.work_act, name="work_act"),
    path("wallboard/queues/<uuid:queue_id>/backup/", board.pull_backup, name="pull_backup"),
    path("presence/", presence.own, name="presence"),
    path("presence/act/", presence.act, name="presence_act"),
    path("presence/offered/<uuid:item_id>/", presence.offered, name="offered_act"),
]
